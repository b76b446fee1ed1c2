python -m http.server 80
python -m http.server 0 &
