"""Take away from this process everything reading a file does not need.

Limits on memory, CPU time, file size and open files come from the kernel's rlimits. On
Linux a seccomp filter then refuses sockets and new programs, so that whatever a file talks
a library into, nothing leaves the machine. Once on, the filter cannot be taken off.
"""

import ctypes
import platform
import resource
import struct
import sys

from jingge.uploads.terms import MB, Limits

# Call numbers to refuse: socket, connect, sendto, execve, execveat, io_uring_setup, ptrace.
REFUSED_CALLS = {
    "x86_64": (0xC000003E, (41, 42, 44, 59, 322, 425, 101)),
    "aarch64": (0xC00000B7, (198, 203, 206, 221, 281, 425, 117)),
}
LOAD, JUMP_EQUAL, JUMP_GREATER_EQUAL, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, NOT_PERMITTED, KILL = 0x7FFF0000, 0x00050001, 0x80000000
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, MODE_FILTER = 38, 22, 2


def confine(limits: Limits) -> None:
    """Put the limits on; they hold until the process ends."""
    set_limit(resource.RLIMIT_AS, limits.memory_bytes)
    set_limit(resource.RLIMIT_CPU, limits.cpu_s)
    set_limit(resource.RLIMIT_FSIZE, 1024 * MB)
    set_limit(resource.RLIMIT_NOFILE, 256)
    set_limit(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux" and platform.machine() in REFUSED_CALLS:
        refuse_calls(*REFUSED_CALLS[platform.machine()])


def set_limit(which: int, value: int) -> None:
    hard = resource.getrlimit(which)[1]
    most = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (most, most))


def refuse_calls(architecture: int, calls: tuple[int, ...]) -> None:
    """Install the filter; a kernel without seccomp leaves the process with its rlimits only."""

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))

    steps = filter_program(architecture, calls)
    code = b"".join(struct.pack("<HBBI", *step) for step in steps)
    program = Program(len(steps), code)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
        libc.prctl(PR_SET_SECCOMP, MODE_FILTER, ctypes.byref(program), 0, 0)


def filter_program(architecture: int, calls: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """BPF: another architecture's calls kill, the named ones fail with EPERM, the rest pass."""
    steps = [(LOAD, 0, 0, 4), (JUMP_EQUAL, 1, 0, architecture), (RETURN, 0, 0, KILL), (LOAD, 0, 0, 0)]
    steps += [(JUMP_GREATER_EQUAL, 0, 1, 0x40000000), (RETURN, 0, 0, NOT_PERMITTED)]
    for number in calls:
        steps += [(JUMP_EQUAL, 0, 1, number), (RETURN, 0, 0, NOT_PERMITTED)]
    return [*steps, (RETURN, 0, 0, ALLOW)]
