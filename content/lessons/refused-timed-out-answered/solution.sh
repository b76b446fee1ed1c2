python -m http.server 8000 --directory site &
# on phone
curl http://192.168.1.20:8000
curl http://192.168.1.20:8001
# on own
sudo iptables -A INPUT -p tcp --dport 8000 -j DROP
# on phone
curl -m 5 http://192.168.1.20:8000
# on own
sudo iptables -R INPUT 1 -p tcp --dport 8000 -j REJECT
# on phone
curl http://192.168.1.20:8000
nc -vz 192.168.1.99 8000
