package dev.dispatch.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zip files that may say whatever they like. */
public final class ZipBytes {

    /** An entry with each of its fields open to lies. */
    public static final class Entry {
        public String name;
        public String localName;
        byte[] data;
        byte[] packed;
        int method;
        int flags = 1 << 11;
        public long size;
        public long localSize;
        public long crc;
        public int mode = 0100644;
        int madeBy = 3 << 8 | 20;
        byte[] extra = {};
        byte[] descriptor = {};
        long offsetShift;

        Entry(String name, byte[] data) {
            this.name = name;
            this.localName = name;
            this.data = data;
            this.packed = data;
            this.size = data.length;
            this.localSize = data.length;
            CRC32 sum = new CRC32();
            sum.update(data);
            this.crc = sum.getValue();
        }

        public Entry deflated() {
            method = 8;
            Deflater deflater = new Deflater(9, true);
            deflater.setInput(data);
            deflater.finish();
            byte[] out = new byte[data.length + 100];
            int length = deflater.deflate(out);
            deflater.end();
            packed = java.util.Arrays.copyOf(out, length);
            return this;
        }
    }

    public final List<Entry> entries = new ArrayList<>();
    byte[] before = {};
    byte[] beforeDirectory = {};
    public byte[] behind = {};
    byte[] comment = {};
    int countInEnd = -1;
    int disk;

    public Entry add(String name, String text) {
        return add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public Entry add(String name, byte[] data) {
        Entry entry = new Entry(name, data);
        entries.add(entry);
        return entry;
    }

    public Path writeTo(Path file) throws IOException {
        return Files.write(file, bytes());
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(before);
        List<Integer> offsets = new ArrayList<>();
        for (Entry entry : entries) {
            offsets.add(out.size());
            byte[] name = entry.localName.getBytes(StandardCharsets.UTF_8);
            ByteBuffer head = ByteBuffer.allocate(30).order(ByteOrder.LITTLE_ENDIAN);
            head.putInt(0x04034b50).putShort((short) 20).putShort((short) entry.flags);
            head.putShort((short) entry.method).putInt(0x00210000);
            boolean descriptor = entry.descriptor.length > 0;
            head.putInt(descriptor ? 0 : (int) entry.crc).putInt(descriptor ? 0 : entry.packed.length);
            head.putInt(descriptor ? 0 : (int) entry.localSize).putShort((short) name.length);
            head.putShort((short) entry.extra.length);
            out.writeBytes(head.array());
            out.writeBytes(name);
            out.writeBytes(entry.extra);
            out.writeBytes(entry.packed);
            out.writeBytes(entry.descriptor);
        }
        out.writeBytes(beforeDirectory);
        int start = out.size();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            byte[] name = entry.name.getBytes(StandardCharsets.UTF_8);
            ByteBuffer head = ByteBuffer.allocate(46).order(ByteOrder.LITTLE_ENDIAN);
            head.putInt(0x02014b50).putShort((short) entry.madeBy).putShort((short) 20);
            head.putShort((short) entry.flags).putShort((short) entry.method).putInt(0x00210000);
            head.putInt((int) entry.crc).putInt(entry.packed.length).putInt((int) entry.size);
            head.putShort((short) name.length)
                    .putShort((short) entry.extra.length)
                    .putShort((short) 0);
            head.putShort((short) 0).putShort((short) 0).putInt(entry.mode << 16);
            head.putInt((int) (offsets.get(i) + entry.offsetShift));
            out.writeBytes(head.array());
            out.writeBytes(name);
            out.writeBytes(entry.extra);
        }
        int length = out.size() - start;
        ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
        int count = countInEnd < 0 ? entries.size() : countInEnd;
        end.putInt(0x06054b50).putShort((short) disk).putShort((short) disk);
        end.putShort((short) count).putShort((short) count).putInt(length).putInt(start);
        end.putShort((short) comment.length);
        out.writeBytes(end.array());
        out.writeBytes(comment);
        out.writeBytes(behind);
        return out.toByteArray();
    }

    static byte[] descriptor(Entry entry, boolean signature) {
        ByteBuffer buffer = ByteBuffer.allocate(signature ? 16 : 12).order(ByteOrder.LITTLE_ENDIAN);
        if (signature) {
            buffer.putInt(0x08074b50);
        }
        buffer.putInt((int) entry.crc).putInt(entry.packed.length).putInt((int) entry.size);
        return buffer.array();
    }
}
