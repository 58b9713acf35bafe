@rem `npm start` begins with `exec`, so that on Unix no shell stands between npm and the server and a SIGTERM for npm
@rem reaches it. Windows has no such word; this file is it.
@%*
