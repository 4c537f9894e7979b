# For an emulator. Its address comes with -var endpoint=..., the folder of the zips with -var packages=...
name               = "pairmill"
bucket             = "pairmill-local"
scorer             = true
visibility_seconds = 60
host_rate          = 100
allow_addresses    = ["127.0.0.0/8"]
concurrency        = { extract = 2, dataset = 2, download = 2 }
keep_days          = { logs = 1 }
