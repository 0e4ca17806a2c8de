package dev.dispatch.archive;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The records of an extended header: {@code <length> <key>=<value>\n} (POSIX.1-2001, pax interchange format). */
final class PaxRecords {

    private static final int MOST_DIGITS = 5;

    private PaxRecords() {}

    /** Empty where they cannot be read, or a key stands twice. */
    static Optional<Map<String, String>> parse(byte[] records) {
        Map<String, String> found = new HashMap<>();
        int at = 0;
        while (at < records.length) {
            int space = at;
            int length = 0;
            while (space < records.length && records[space] >= '0' && records[space] <= '9') {
                length = length * 10 + records[space] - '0';
                if (++space - at > MOST_DIGITS) {
                    return Optional.empty();
                }
            }
            int end = at + length;
            if (space == at
                    || end > records.length
                    || end < space + 3
                    || records[space] != ' '
                    || records[end - 1] != '\n') {
                return Optional.empty();
            }
            Optional<String> record = TarHeader.utf8(records, space + 1, end - 1 - space - 1);
            int equals = record.map(text -> text.indexOf('=')).orElse(-1);
            if (equals < 1
                    || found.put(record.get().substring(0, equals), record.get().substring(equals + 1)) != null) {
                return Optional.empty();
            }
            at = end;
        }
        return Optional.of(found);
    }
}
