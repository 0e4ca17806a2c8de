package dev.dispatch.record;

import dev.dispatch.file.AppendLog;
import dev.dispatch.file.AtomicFile;
import dev.dispatch.file.FileBusyException;
import dev.dispatch.file.FileLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A record in a folder of its own, whose lines are there as soon as they were added. */
final class FolderFiles implements RecordFiles {

    private final Path folder;
    private final Map<String, AppendLog> logs = new HashMap<>();
    private @Nullable FileLock lock;
    /** Whether the record was begun; from then on its folder is never made again. */
    private boolean begun;

    private @Nullable String fault;

    private FolderFiles(Path folder) {
        this.folder = folder;
    }

    /** Takes the folder until it is closed; somebody else who writes in it is a fault. */
    static FolderFiles open(Path folder) {
        FolderFiles files = new FolderFiles(folder);
        try {
            files.lock = RunLock.hold(folder).orElse(null);
        } catch (FileBusyException e) {
            files.failed(e);
        }
        files.begun = Files.isRegularFile(folder.resolve(META));
        return files;
    }

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    @Override
    public boolean append(String log, String line) {
        try {
            AppendLog open = logs.get(log);
            if (open == null) {
                open = AppendLog.open(folder.resolve(log));
                logs.put(log, open);
            }
            open.append(line.replace('\n', ' '));
            return true;
        } catch (IOException e) {
            failed(e);
            return false;
        }
    }

    @Override
    public void remove(List<String> names) {
        for (String name : names) {
            try {
                Files.deleteIfExists(folder.resolve(name));
            } catch (IOException e) {
                failed(e);
            }
        }
    }

    @Override
    public boolean write(Map<String, byte[]> contents) {
        if (isGone(META)) {
            return false;
        }
        Map<Path, byte[]> files = new LinkedHashMap<>();
        contents.forEach((name, content) -> files.put(folder.resolve(name), content));
        try {
            AtomicFile.write(files, AtomicFile.Durability.PROCESS);
            begun |= contents.containsKey(META);
            return true;
        } catch (IOException e) {
            failed(e);
            return false;
        }
    }

    @Override
    public void closeLogs() {
        logs.forEach((name, log) -> {
            isGone(name);
            try {
                log.close();
            } catch (IOException e) {
                failed(e);
            }
        });
        logs.clear();
    }

    /** A file of a record that was begun and is not there any more is a failure: somebody took it away. */
    private boolean isGone(String name) {
        boolean gone = begun && !Files.isRegularFile(folder.resolve(name));
        if (gone) {
            failed(new IOException(folder.resolve(name) + " was removed while the run went on"));
        }
        return gone;
    }

    @Override
    public void rewrite(String log, UnaryOperator<String> change) {
        try {
            AppendLog open = logs.remove(log);
            if (open == null) {
                return;
            }
            open.close();
            boolean changed = false;
            StringBuilder text = new StringBuilder();
            for (String line : AppendLog.lines(folder.resolve(log))) {
                String made = change.apply(line);
                changed |= !made.equals(line);
                text.append(made).append('\n');
            }
            if (changed) {
                replace(log, text.toString().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    public void rewriteFile(String name, UnaryOperator<byte[]> change) {
        try {
            byte[] content = Files.readAllBytes(folder.resolve(name));
            byte[] made = change.apply(content);
            if (!Arrays.equals(content, made)) {
                replace(name, made);
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private void replace(String name, byte[] content) throws IOException {
        if (!write(Map.of(name, content))) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    @Override
    public List<String> bodies() {
        String[] names = folder.resolve(BODIES).toFile().list();
        return names == null
                ? List.of()
                : Arrays.stream(names).map(name -> BODIES + "/" + name).toList();
    }

    @Override
    public void close() {
        closeLogs();
        letGo();
    }

    private void letGo() {
        FileLock held = lock;
        lock = null;
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                failed(e);
            }
        }
    }

    private void failed(IOException e) {
        if (fault == null) {
            fault = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
    }
}
