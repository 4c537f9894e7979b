"""Python runs this before the emulator, which unzips functions as of now. AWS keeps the times in a zip, and the JVM takes its
cache only for jars as old as they were."""

import calendar
import os
import zipfile

extract = zipfile.ZipFile.extract


def extract_with_times(self, member, path=None, pwd=None):
    target = extract(self, member, path, pwd)
    entry = member if isinstance(member, zipfile.ZipInfo) else self.getinfo(member)
    os.utime(target, (calendar.timegm(entry.date_time),) * 2)
    return target


zipfile.ZipFile.extract = extract_with_times
