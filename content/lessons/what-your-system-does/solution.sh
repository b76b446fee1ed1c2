sysctl net.ipv4.ip_local_port_range
python -m http.server 0 &
python -m http.server 80 &
sudo python -m http.server 80 &
