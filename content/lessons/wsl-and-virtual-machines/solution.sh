# on ubuntu
hostname -I
python3 -m http.server 3000 --bind 127.0.0.1 --directory site &
# on own
curl.exe http://localhost:3000
Start-Process python '-m http.server 9000 --bind 127.0.0.1'
# on ubuntu
curl http://127.0.0.1:9000
python3 -m http.server 4000 --directory site &
# on own
netsh interface portproxy add v4tov4 listenport=4000 listenaddress=0.0.0.0 connectport=4000 connectaddress=172.28.120.45
New-NetFirewallRule -DisplayName web -Direction Inbound -Protocol TCP -LocalPort 4000 -Action Allow
# on phone
curl http://192.168.1.20:4000
