@echo off
rem ASCII only: cmd reads this file in the code page of the machine. What users read stands in texts\ and in start.py.
setlocal
title dangke-audio
pushd "%~dp0"
if errorlevel 1 goto no_folder
if exist "python\python.exe" goto start
set "ZIP="
for %%F in (@PYTHON_ZIPS@) do set "ZIP=%%F"
if not defined ZIP goto no_zip
if exist "python.new" rmdir /s /q "python.new"
mkdir "python.new"
if errorlevel 1 goto no_writing
rem Windows 10 has tar since 2018. The full path, because others of that name cannot unpack zip files.
"%SystemRoot%\System32\tar.exe" -xf "%ZIP%" -C "python.new" 2>nul
if exist "python.new\@LAST_MEMBER@" if not errorlevel 1 goto unpacked
powershell -NoProfile -ExecutionPolicy Bypass -Command "Expand-Archive -Force -LiteralPath $env:ZIP -DestinationPath 'python.new'"
if errorlevel 1 goto bad_zip
if not exist "python.new\@LAST_MEMBER@" goto bad_zip
:unpacked
move "python.new" "python" >nul
if errorlevel 1 goto no_writing
:start
"python\python.exe" "start.py"
set "CODE=%ERRORLEVEL%"
if "%CODE%"=="0" goto done
pause
:done
popd
exit /b %CODE%

:no_folder
echo dangke-audio: this folder cannot be opened.
pause
exit /b 1
:no_zip
set "TEXT=no-python"
goto failed
:bad_zip
set "TEXT=bad-python"
goto failed
:no_writing
set "TEXT=no-writing"
goto failed
:failed
chcp 936 >nul
type "texts\%TEXT%.txt"
pause
popd
exit /b 1
