@echo off
rem The command line of the bundle: dangke-audio build FILE
"%~dp0python\python.exe" -m dangke_audio %*
