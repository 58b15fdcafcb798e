/**
 * Files that redis-server 7.0.15 wrote, each at SAVE: above it the options that the server was
 * started with, and the commands that it was sent.
 */

/** The bytes of one of these files. */
export function realFile(name: keyof typeof FILES): Uint8Array {
  return Uint8Array.from(Buffer.from(FILES[name].join(""), "base64"));
}

const FILES = {
  // redis-server
  // SET raw hello · SET empty "" · SET int8 -128 · SET int16 32767 · SET int32 -2147483648
  // SET int64 9223372036854775807 · SET 12345 "a number for a name"
  // SET lzf abcabc… (300 bytes) · SET soon v PXAT 4102444800123
  // SET bytes "\x00\xff\r\n" · SET long "The quick …" (94 bytes)
  strings: [
    "UkVESVMwMDEw+glyZWRpcy12ZXIGNy4wLjE1+gpyZWRpcy1iaXRzwED6BWN0aW1lwjSqAWv6CHVzZWQtbWVtwoC5",
    "DgD6CGFvZi1iYXNlwAD+APsLAQAEbG9uZ0BeVGhlIHF1aWNrIGJyb3duIGZveCBqdW1wcyBvdmVyIGEgbGF6eSBk",
    "b2c7IHBhY2sgbXkgYm94IHdpdGggZml2ZSBkb3plbiBsaXF1b3IganVncywgMDEyMzQ1Njc4Ofx72MMsuwMAAAAE",
    "c29vbgF2AANyYXcFaGVsbG8AA2x6ZsMOQSwDYWJjYeD/AuEVBwFiYwAEaW50OMCAAME5MBNhIG51bWJlciBmb3Ig",
    "YSBuYW1lAAVpbnQxNsH/fwAFaW50MzLCAAAAgAAFYnl0ZXMEAP8NCgAFZW1wdHkAAAVpbnQ2NBM5MjIzMzcyMDM2",
    "ODU0Nzc1ODA3/3SnYJxyAZk5",
  ],
  // redis-server --list-max-listpack-size 4
  // RPUSH integers 0 127 128 -1 4095 -4096 4096 -4097 … -9223372036854775808
  // RPUSH strings "" aaa… (63) bbb… (64) ccc… (4095) ddd… (4096) 007 9223372036854775808
  // RPUSH backlens aaa… (125) bbb… (126) ccc… (16377) ddd… (16378) eee… (16379)
  // RPUSH one x
  lists: [
    "UkVESVMwMDEw+glyZWRpcy12ZXIGNy4wLjE1+gpyZWRpcy1iaXRzwED6BWN0aW1lwjSqAWv6CHVzZWQtbWVtwmjT",
    "DwD6CGFvZi1iYXNlwAD+APsEABIIYmFja2xlbnMEAsMZQQkICQEAAAIA4H1h4HMAA3/gfmLgdAACAYD/AsNAzYAA",
    "AEAHCwdAAAABAPD5PwAAY+D/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/",
    "AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/",
    "AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/",
    "AOD/AMAAAn/+/wLDQM+AAABACQsJQAAAAQDw+j8AAGTg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg",
    "/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg",
    "/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg",
    "/wDg/wDg/wDg/wDg/wDg/wDg/wDgAAADAP///wLDQM+AAABACgsKQAAAAQDw+z8AAGXg/wDg/wDg/wDg/wDg/wDg",
    "/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg",
    "/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg",
    "/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDgAQADAYCA/xIHc3RyaW5ncwICw0BPUJAJkBAA",
    "AAQAgAG/YeA1AANA4EBi4DYAA0Lv/2Pg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg/wDg",
    "/wDgfQACIIH/AsNAW1AoBygQAAADAPAAIAYAZOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/AOD/",
    "AOD/AOD/AOB+ABwghYMwMDcEkzkyMjMzNzIwMzY4NTQ3NzU4MDgU/xIDb25lAQIKCgAAAAEAgXgC/xIIaW50ZWdl",
    "cnMGAhERAAAABAAAAX8BwIAC3/8C/wIVFQAAAAQAz/8C0AAC8QAQA/H/7wP/AhkZAAAABADx/38D8QCAA/IAgAAE",
    "8v9//wT/Ah0dAAAABADy//9/BPIAAIAE8wAAgAAF8///f/8F/wInJwAAAAQA8////38F8wAAAIAF9AAAAIAAAAAA",
    "CfT///9//////wn/AhsbAAAAAgD0/////////38J9AAAAAAAAACACf//3CbU0I4On5M=",
  ],
  // redis-server, which makes plain nodes only of elements above a gigabyte, but keeps what it is
  // given
  // RESTORE nodes 0 "\x12\x02\x01\x05plain\x02\r\r\x00\x00\x00\x02\x00\x82hi\x03\a\x01\xff\n\x00…"
  plainNodes: [
    "UkVESVMwMDEw+glyZWRpcy12ZXIGNy4wLjE1+gpyZWRpcy1iaXRzwED6BWN0aW1lwjSqAWv6CHVzZWQtbWVtwmi1",
    "DgD6CGFvZi1iYXNlwAD+APsBABIFbm9kZXMCAQVwbGFpbgINDQAAAAIAgmhpAwcB//8MulH4qPtFoA==",
  ],
  // redis-server --maxmemory-policy allkeys-lru
  // RESTORE old 0 "\x00\x01v\n\x00…" IDLETIME 1000000
  // RESTORE older 4102444800123 "\x00\x01v\n\x00…" ABSTTL IDLETIME 70
  idle: [
    "UkVESVMwMDEw+glyZWRpcy12ZXIGNy4wLjE1+gpyZWRpcy1iaXRzwED6BWN0aW1lwjSqAWv6CHVzZWQtbWVtwti1",
    "DgD6CGFvZi1iYXNlwAD+APsCAfiAAA9CQAADb2xkAXb8e9jDLLsDAAD4QEYABW9sZGVyAXb/sYWTVavCWQo=",
  ],
  // redis-server --maxmemory-policy allkeys-lfu --lfu-decay-time 0
  // RESTORE often 0 "\x00\x01v\n\x00…" FREQ 200 · RESTORE never 0 "\x00\x01v\n\x00…" FREQ 0
  frequency: [
    "UkVESVMwMDEw+glyZWRpcy12ZXIGNy4wLjE1+gpyZWRpcy1iaXRzwED6BWN0aW1lwjSqAWv6CHVzZWQtbWVtwtC1",
    "DgD6CGFvZi1iYXNlwAD+APsCAPkAAAVuZXZlcgF2+cgABW9mdGVuAXb/VxpKh4qqqwA=",
  ],
  // redis-server
  // SADD i16 -5 0 300 · SADD i32 70000 -70000 1 · SADD i64 5000000000 -1 -9223372036854775808
  // SADD words a b 7 www… (40)
  sets: [
    "UkVESVMwMDEw+glyZWRpcy12ZXIGNy4wLjE1+gpyZWRpcy1iaXRzwED6BWN0aW1lwjSqAWv6CHVzZWQtbWVtwkC3",
    "DgD6CGFvZi1iYXNlwAD+APsEAAIFd29yZHMEwAcBYsMJKAF3d+AbAAF3dwFhCwNpMTYOAgAAAAMAAAD7/wAALAEL",
    "A2k2NMMXIAQIAAAAAyADoAABgP+gAAQA8gUqASAUCwNpMzIUBAAAAAMAAACQ7v7/AQAAAHARAQD/l2yGMOn2qpw=",
  ],
  // redis-server --hash-max-listpack-entries 2
  // HSET packed name kim age 31 · HSET table a 1 b -70000 c zzz… (50)
  hashes: [
    "UkVESVMwMDEw+glyZWRpcy12ZXIGNy4wLjE1+gpyZWRpcy1iaXRzwED6BWN0aW1lwjSqAWv6CHVzZWQtbWVtwpi2",
    "DgD6CGFvZi1iYXNlwAD+APsCABAGcGFja2VkGRkAAAAEAIRuYW1lBYNraW0Eg2FnZQQfAf8EBXRhYmxlAwFjwwky",
    "AXp64CUAAXp6AWLCkO7+/wFhwAH/XDA7lB+78Qw=",
  ],
  // redis-server --zset-max-listpack-entries 6
  // ZADD packed 1.5 a inf b -inf c 3 d 0.1 e 1e20 f
  // ZADD table -0 zero 2.5 a inf b -inf c -70000 7 1e-300 e 0.1 f
  sortedSets: [
    "UkVESVMwMDEw+glyZWRpcy12ZXIGNy4wLjE1+gpyZWRpcy1iaXRzwED6BWN0aW1lwjSqAWv6CHVzZWQtbWVtwki7",
    "DgD6CGFvZi1iYXNlwAD+APsCAAUFdGFibGUHAWIAAAAAAADwfwFhAAAAAAAABEABZpqZmZmZmbk/AWVZ8/jCH26l",
    "AQR6ZXJvAAAAAAAAAADABwAAAAAAF/HAAWMAAAAAAADw/xEGcGFja2Vkwz5ARxZHAAAADACBYwKELWluZgWBZQKT",
    "MC4xMOAFABwxFIFhAoMxLjUEgWQCAwGBZgKFMWUrMjAGgWICgyA2AQT//znJK1LrdsRz",
  ],
  // redis-server --rdbchecksum no
  // SET a 1
  noChecksum: [
    "UkVESVMwMDEw+glyZWRpcy12ZXIGNy4wLjE1+gpyZWRpcy1iaXRzwED6BWN0aW1lwjSqAWv6CHVzZWQtbWVtwni1",
    "DgD6CGFvZi1iYXNlwAD+APsBAAABYcAB/wAAAAAAAAAA",
  ],
  // redis-server
  noKeys: [
    "UkVESVMwMDEw+glyZWRpcy12ZXIGNy4wLjE1+gpyZWRpcy1iaXRzwED6BWN0aW1lwjSqAWv6CHVzZWQtbWVtwnhU",
    "DgD6CGFvZi1iYXNlwAD/essLhij43fM=",
  ],
  // redis-server
  // SET a 1 · SELECT 3 · SET b 2
  twoDatabases: [
    "UkVESVMwMDEw+glyZWRpcy12ZXIGNy4wLjE1+gpyZWRpcy1iaXRzwED6BWN0aW1lwjSqAWv6CHVzZWQtbWVtwogV",
    "DwD6CGFvZi1iYXNlwAD+APsBAAABYcAB/gP7AQAAAWLAAv/dFbmaO+UDfw==",
  ],
  // redis-server
  // SET a 1 · XADD events 1-1 name kim
  stream: [
    "UkVESVMwMDEw+glyZWRpcy12ZXIGNy4wLjE1+gpyZWRpcy1iaXRzwED6BWN0aW1lwjSqAWv6CHVzZWQtbWVtwtgm",
    "DwD6CGFvZi1iYXNlwAD+APsCABMGZXZlbnRzARAAAAAAAAAAAQAAAAAAAAABIiIAAAAKAAEBAAEBAYRuYW1lBQAB",
    "AgEAAQABg2tpbQQEAf8BAQEBAQAAAQAAAWHAAf8iigpWZmQwYA==",
  ],
  // redis-server
  // FUNCTION LOAD "#!lua name=lib\nredis.register_function('f', function() return 1 end)"
  // SET a 1
  functions: [
    "UkVESVMwMDEw+glyZWRpcy12ZXIGNy4wLjE1+gpyZWRpcy1iaXRzwED6BWN0aW1lwjSqAWv6CHVzZWQtbWVtwjAX",
    "DwD6CGFvZi1iYXNlwAD1QEQjIWx1YSBuYW1lPWxpYgpyZWRpcy5yZWdpc3Rlcl9mdW5jdGlvbignZicsIGZ1bmN0",
    "aW9uKCkgcmV0dXJuIDEgZW5kKf4A+wEAAAFhwAH/Oj2QvaUg+u8=",
  ],
} as const;
