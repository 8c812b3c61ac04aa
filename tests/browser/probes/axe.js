// One line for each thing that axe finds: rule, element, why.
async (options) => {
  const { violations } = await axe.run(document, options);
  const why = (node) => [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ");
  return violations.flatMap((found) =>
    found.nodes.map((node) => `${found.id} ${node.target.join(" ")}: ${why(node).slice(0, 160)}`));
}
