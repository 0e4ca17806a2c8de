package dev.dispatch.memory;

import dev.dispatch.json.Json;
import dev.dispatch.problem.IssueCode;
import dev.dispatch.problem.Problem;
import dev.dispatch.problem.ProblemCode;
import dev.dispatch.state.StateFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The namespaces below one folder, a file {@code <namespace>.json} each, shared with other threads and processes.
 *
 * <p>Every change is made under a lock on the namespace: read, change, write beside, sync, rename. Readers take no lock
 * and see the state before or after a change. A namespace lives as long as it holds a key. A namespace is at most 16 MiB
 * large; a name at most 100 characters, a key 1024 characters and 64 segments. Failures are {@code ProblemException}s:
 * a faulty name or key is a {@code USAGE_ERROR}, a file that cannot be used a {@code RUNTIME_ERROR} that names it, a lock
 * held by others for ten seconds a {@code TRANSIENT_ERROR}.
 */
public final class MemoryStore {

    private static final String SUFFIX = ".json";
    private static final int LONGEST_NAME = 100;
    /** Larger files are neither read nor written, 16 MiB. */
    static final int MOST_BYTES = 16 * 1024 * 1024;

    private final Path root;
    private final Duration wait;

    public MemoryStore(Path root) {
        this(root, StateFile.LONGEST_WAIT);
    }

    MemoryStore(Path root, Duration wait) {
        this.root = root;
        this.wait = wait;
    }

    public Path root() {
        return root;
    }

    /** Where a namespace is kept, whether it is there or not. */
    public Path file(String namespace) {
        return stateFile(namespace).path();
    }

    /** The names of all namespaces, sorted; files whose names no namespace could have are passed over. */
    public List<String> namespaces() {
        List<String> names = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return names;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                String namespace = name.substring(0, name.length() - SUFFIX.length());
                if (isNamespace(namespace)) {
                    names.add(namespace);
                }
            }
        } catch (IOException e) {
            throw Problem.of(ProblemCode.RUNTIME_ERROR, "Cannot read memory " + root + ": " + e.getMessage())
                    .exception();
        }
        names.sort(null);
        return names;
    }

    /** All that a namespace holds; nothing where it does not exist. */
    public Optional<ObjectNode> read(String namespace) {
        return load(namespace).map(MemoryTree::root);
    }

    /** The value at a key; a stored null is there. Keys lead through objects, never into arrays. */
    public Optional<JsonNode> recall(String namespace, String key) {
        MemoryKey parsed = MemoryKey.of(key);
        return load(namespace).flatMap(tree -> tree.find(parsed));
    }

    /** The keys and the value at and below a prefix, which counts whole segments; without a prefix, of everything. */
    public MemoryListing list(String namespace, @Nullable String prefix) {
        Optional<MemoryTree> tree = load(namespace);
        String at = prefix == null ? "" : prefix;
        Optional<JsonNode> contents = at.isEmpty()
                ? tree.map(MemoryTree::root)
                : tree.flatMap(found -> found.find(MemoryKey.of(withoutLastDot(at))));
        return contents.map(node -> new MemoryListing(MemoryTree.leaves(withoutLastDot(at), node), node))
                .orElseGet(() -> new MemoryListing(List.of(), Json.object()));
    }

    /** The dotted paths of the leaves at and below a prefix; see {@link MemoryListing}. */
    public List<String> keys(String namespace, @Nullable String prefix) {
        return list(namespace, prefix).keys();
    }

    /** Sets one key, replacing what stood there; a way through a value that is no object is refused. */
    public void store(String namespace, String key, JsonNode value) {
        storeAll(namespace, Map.of(key, value));
    }

    /** Sets all keys or none; keys of one call may not run through each other. */
    public void storeAll(String namespace, Map<String, JsonNode> values) {
        Map<MemoryKey, JsonNode> parsed = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            MemoryKey memoryKey = MemoryKey.of(key);
            memoryKey.checkDepthOf(value);
            parsed.put(memoryKey, value);
        });
        checkApart(List.copyOf(parsed.keySet()));
        change(namespace, tree -> {
            parsed.forEach((key, value) -> tree.put(key, value, namespace));
            return tree;
        });
    }

    /** Removes a key, whatever it holds, and the parents that become empty; false when it was not there. */
    public boolean forget(String namespace, String key) {
        MemoryKey parsed = MemoryKey.of(key);
        return change(namespace, tree -> tree.remove(parsed));
    }

    /** Removes a namespace and answers how many keys it held, counted as {@link #keys} lists them. */
    public int clear(String namespace) {
        return change(namespace, tree -> {
            int removed = MemoryTree.leaves("", tree.root()).size();
            tree.root().removeAll();
            return removed;
        });
    }

    /** The file of a namespace; refuses a name that none could have. */
    StateFile stateFile(String namespace) {
        if (!isNamespace(namespace)) {
            throw Problem.of(
                            ProblemCode.USAGE_ERROR,
                            "Invalid memory namespace '" + namespace + "': use lower-case letters, digits, '_' and '-',"
                                    + " starting with a letter or digit, at most " + LONGEST_NAME + " characters")
                    .exception();
        }
        return new StateFile(root.resolve(namespace + SUFFIX), "memory", IssueCode.INVALID_MEMORY, MOST_BYTES);
    }

    private <T> T change(String namespace, Function<MemoryTree, T> change) {
        return stateFile(namespace).change(wait, content -> change.apply(new MemoryTree(content)));
    }

    private Optional<MemoryTree> load(String namespace) {
        return stateFile(namespace).read().map(MemoryTree::new);
    }

    static boolean isNamespace(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!plain && (i == 0 || (c != '_' && c != '-'))) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= LONGEST_NAME;
    }

    private static String withoutLastDot(String prefix) {
        return prefix.endsWith(".") ? prefix.substring(0, prefix.length() - 1) : prefix;
    }

    /** In the order of their segments a key that runs through another stands behind it or behind one that does too. */
    private static void checkApart(List<MemoryKey> keys) {
        List<MemoryKey> sorted = new ArrayList<>(keys);
        sorted.sort((a, b) -> compare(a.segments(), b.segments()));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i - 1).collidesWith(sorted.get(i))) {
                throw Problem.of(
                                ProblemCode.USAGE_ERROR,
                                "Memory keys '" + sorted.get(i - 1).text() + "' and '"
                                        + sorted.get(i).text()
                                        + "' run through each other and cannot be stored together")
                        .exception();
            }
        }
    }

    private static int compare(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}
