package dev.dispatch.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A module in the form in which it is installed, not written anywhere yet. Files on the disk are read each time.
 *
 * @param folder of the module that was packed
 * @param files by their names in the bundle
 */
public record PackedModule(ModuleId id, Path folder, String sourceHash, SortedMap<String, Content> files)
        implements Archive {

    public PackedModule {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** What one file of a bundle holds. */
    sealed interface Content {

        /** Of a file as it lies in the folder of the module. */
        record OnDisk(Path file) implements Content {}

        /** Of a file that was made. */
        record Made(String text) implements Content {}

        default long size() throws IOException {
            return switch (this) {
                case OnDisk(Path file) -> Files.size(file);
                case Made(String text) -> bytes(text).length;
            };
        }

        default InputStream open() throws IOException {
            return switch (this) {
                case OnDisk(Path file) -> Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
                case Made(String text) -> new ByteArrayInputStream(bytes(text));
            };
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    public String source() {
        return folder.toString();
    }

    @Override
    public void read(Reader reader) throws IOException {
        Amount amount = new Amount(new Faults(source()));
        for (Map.Entry<String, Content> file : files.entrySet()) {
            ArchiveEntry entry = new ArchiveEntry(file.getKey(), file.getValue().size(), false);
            amount.add(entry);
            try (InputStream content = file.getValue().open()) {
                reader.entry(entry, content);
            }
        }
    }
}
