package dev.dispatch.memory;

import dev.dispatch.file.AtomicFile;
import dev.dispatch.file.FileLock;
import dev.dispatch.json.Json;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.state.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings exported namespaces into a store, all of them or none; namespaces that are not among them stay as they are.
 *
 * <p>Failures are {@code ProblemException}s, with the codes of {@link MemoryStore}.
 */
public final class MemoryImport {

    /** Replaces files; another one than that of the disk fails when a test wants it to. */
    interface Disk {
        void write(Map<Path, byte[]> contents) throws IOException;
    }

    private final MemoryStore store;
    private final boolean replace;
    private final Disk disk;

    /** @param replace whether a namespace loses the keys that the export does not have */
    public MemoryImport(MemoryStore store, boolean replace) {
        this(store, replace, contents -> AtomicFile.write(contents, AtomicFile.Durability.POWER));
    }

    MemoryImport(MemoryStore store, boolean replace, Disk disk) {
        this.store = store;
        this.replace = replace;
        this.disk = disk;
    }

    /** What would change; takes no lock and changes nothing. */
    public List<NamespaceChange> preview(MemoryExport given) {
        return prepare(given).stream().map(Prepared::change).toList();
    }

    /** Changes all namespaces while nobody else can, or puts back what was there. */
    public List<NamespaceChange> run(MemoryExport given) {
        // Sorted, so that two imports at once do not wait for each other.
        return locked(given.namespaces().keySet().iterator(), given);
    }

    /** Locks one namespace after the other; an export has few enough of them. */
    private List<NamespaceChange> locked(Iterator<String> left, MemoryExport given) {
        if (!left.hasNext()) {
            List<Prepared> prepared = prepare(given);
            write(prepared.stream().filter(one -> !one.change().isEmpty()).toList());
            return prepared.stream().map(Prepared::change).toList();
        }
        StateFile file = store.stateFile(left.next());
        try (FileLock _ = FileLock.acquire(file.path(), StateFile.LONGEST_WAIT)) {
            return locked(left, given);
        } catch (IOException e) {
            throw file.failed("change", e);
        }
    }

    private record Prepared(StateFile file, Optional<ObjectNode> before, ObjectNode after, NamespaceChange change) {}

    private List<Prepared> prepare(MemoryExport given) {
        List<Prepared> prepared = new ArrayList<>();
        given.namespaces().forEach((namespace, content) -> prepared.add(prepare(namespace, content)));
        return prepared;
    }

    private Prepared prepare(String namespace, ObjectNode content) {
        StateFile file = store.stateFile(namespace);
        Optional<ObjectNode> before = file.read();
        ObjectNode there = before.orElseGet(Json::object);
        ObjectNode after = replace ? content : (ObjectNode) Json.merge(there, content);
        // Refused here, before anything is written.
        file.bytes(after);
        return new Prepared(file, before, after, NamespaceChange.between(namespace, file.path(), there, after));
    }

    private void write(List<Prepared> prepared) {
        Map<Path, byte[]> contents = new LinkedHashMap<>();
        prepared.stream()
                .filter(one -> !one.after().isEmpty())
                .forEach(one -> contents.put(one.file().path(), one.file().bytes(one.after())));
        try {
            disk.write(contents);
            for (Prepared one : prepared) {
                if (one.after().isEmpty()) {
                    AtomicFile.delete(one.file().path());
                }
            }
        } catch (IOException e) {
            throw putBack(prepared, e);
        }
    }

    /** Some files may be new and others old: all are made old again. */
    private RuntimeException putBack(List<Prepared> prepared, IOException cause) {
        Map<String, String> lost = new TreeMap<>();
        for (Prepared one : prepared) {
            Path path = one.file().path();
            try {
                if (one.before().isPresent()) {
                    AtomicFile.write(path, one.file().bytes(one.before().get()));
                } else {
                    AtomicFile.delete(path);
                }
            } catch (IOException e) {
                lost.put(one.change().namespace(), String.valueOf(e.getMessage()));
            }
        }
        String end = lost.isEmpty()
                ? "; every namespace is as it was"
                : "; these namespaces may have changed and could not be put back: " + lost;
        return Problem.of(
                        ProblemCode.RUNTIME_ERROR,
                        "Cannot import into memory " + store.root() + ": " + cause.getMessage() + end)
                .exception();
    }
}
