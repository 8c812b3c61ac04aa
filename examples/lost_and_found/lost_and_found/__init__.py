"""Lost and found (失物招领): what was found and handed in at the station.

Owns finds, their handing over, and who is looking for something. Refuses to hand a thing over
twice. Hears ``casework.CaseOpened``; publishes ``lost_and_found.FindKept``.
"""
