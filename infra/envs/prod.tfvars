# For AWS. What is yours alone comes with -var: bucket, contact, alarm_email.
name                 = "pairmill"
region               = "us-east-1"
scorer               = true
scorer_instances_max = 4
host_rate            = 1
concurrency          = { extract = 50, dataset = 8, download = 200 }
keep_days            = { pictures = 3, logs = 30 }
hourly_dollars       = 20
