python -m http.server 8001 --bind 127.0.0.1 --directory site &
python -m http.server 8002 --bind 192.168.1.20 --directory site &
curl http://127.0.0.1:8002
# on phone
curl http://192.168.1.20:8002
# on own
python -m http.server 8003 --bind 0.0.0.0 --directory site &
# on phone
curl http://[2001:db8:1::20]:8003
# on own
python -m http.server 8004 --bind :: --directory site &
# on phone
curl http://[2001:db8:1::20]:8004
