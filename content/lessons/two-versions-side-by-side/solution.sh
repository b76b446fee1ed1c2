cp -r site next
echo '<h1>The next version</h1>' > next/index.html
python -m http.server 8001 --bind 127.0.0.1 --directory site &
python -m http.server 8002 --bind 127.0.0.1 --directory next &
curl http://127.0.0.1:8001
curl http://127.0.0.1:8002
sudo ifconfig lo0 alias 127.0.0.2
python -m http.server 8001 --bind 127.0.0.2 --directory next &
curl http://127.0.0.2:8001
curl http://192.168.1.20:8001
