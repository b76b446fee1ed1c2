sudo ss -tlnp
# on phone
redis-cli -h 192.168.1.10 set note hello
# on own
sudo sed -i 's/^bind .*/bind 127.0.0.1 -::1/' /etc/redis/redis.conf
sudo systemctl restart redis-server
# on phone
redis-cli -h 192.168.1.10 ping
# on own
sudo sed -i 's/^listen_addresses/#listen_addresses/' /etc/postgresql/15/main/postgresql.conf
sudo systemctl restart postgresql
