package dev.dispatch.archive;

import java.io.IOException;
import java.io.InputStream;
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
public record PackedModule(ModuleId id, Path folder, String sourceHash, SortedMap<String, FileContent> files)
        implements Archive {

    public PackedModule {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    @Override
    public String source() {
        return folder.toString();
    }

    @Override
    public void read(Reader reader) throws IOException {
        Amount amount = new Amount(new Faults(source()));
        for (Map.Entry<String, FileContent> file : files.entrySet()) {
            ArchiveEntry entry = new ArchiveEntry(file.getKey(), file.getValue().size(), false);
            amount.add(entry);
            try (InputStream content = file.getValue().open()) {
                reader.entry(entry, content);
            }
        }
    }
}
