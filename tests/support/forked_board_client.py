"""The command `board`, as a program: `forked_board_client.py SOCKET ARGUMENTS`.

See tests/support/forked_board.py. It imports little, for it is started often.
"""

import json
import os
import socket
import sys

with socket.socket(socket.AF_UNIX) as call:
    call.connect(sys.argv[1])
    asked = {"arguments": sys.argv[2:], "folder": os.getcwd(), "environment": dict(os.environ)}
    text = json.dumps(asked).encode()
    socket.send_fds(call, [len(text).to_bytes(4, "big")], [0, 1, 2])
    call.sendall(text)
    answer = call.recv(1)
sys.exit(answer[0] if answer else 137)
