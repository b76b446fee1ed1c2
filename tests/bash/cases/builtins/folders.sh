# cd, pwd, pushd, popd, dirs, umask, ulimit.

### cd and pwd
cd /usr; pwd; cd bin; pwd; cd ..; pwd; cd - ; pwd; cd; pwd; cd /nosuch; echo $?; cd ''; echo $?; cd a b; echo $?; cd /etc/hosts; echo $?

### cd changes PWD and OLDPWD
cd /usr; cd /tmp; echo $PWD $OLDPWD; cd -z; echo $?; cd -- /; pwd; unset HOME; cd; echo $?

### CDPATH
CDPATH=/usr; cd bin; pwd

### pushd, popd and dirs
cd /; pushd /usr; pushd /tmp; dirs; dirs -v; popd; popd; popd; echo $?; pushd; echo $?; pushd /nosuch; echo $?

### pushd turns the stack
cd /; pushd /usr > /dev/null; pushd /tmp > /dev/null; pushd; pushd +2; dirs -p; popd +1; dirs -c; dirs

### umask
umask; umask 077; umask; umask -S; echo > f; ls -l f | cut -c1-10; umask u=rwx,g=rx,o=; umask; umask 9; echo $?

### ulimit
ulimit -Z; echo $?

### patterns with .. and absolute paths
cd /; echo /et[c] /usr/../etc /tm?
