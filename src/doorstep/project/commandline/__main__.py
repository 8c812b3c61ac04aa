from doorstep.project.commandline import main

main()
