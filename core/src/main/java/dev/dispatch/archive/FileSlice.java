package dev.dispatch.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;

/** A part of a file. */
final class FileSlice extends InputStream {

    private final RandomAccessFile file;
    private long at;
    private final long end;

    FileSlice(RandomAccessFile file, long start, long length) {
        this.file = file;
        this.at = start;
        this.end = start + length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** @throws EOFException where the file became shorter */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == end) {
            return -1;
        }
        file.seek(at);
        int count = file.read(bytes, offset, (int) Math.min(length, end - at));
        if (count < 0) {
            throw new EOFException();
        }
        at += count;
        return count;
    }
}
