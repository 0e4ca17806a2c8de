package dev.dispatch.memory;

import dev.dispatch.json.Json;
import java.nio.file.Path;

/** A process of its own that stores keys. */
final class MemoryWriter {

    private MemoryWriter() {}

    /**
     * Stores until it is done or killed.
     *
     * @param arguments the folder; how; a name for its keys; how many keys, or the first one
     */
    public static void main(String[] arguments) throws InterruptedException {
        MemoryStore store = new MemoryStore(Path.of(arguments[0]));
        String name = arguments[2];
        int count = Integer.parseInt(arguments[3]);
        switch (arguments[1]) {
            case "threads" -> {
                Thread other = Thread.ofPlatform().start(() -> write(store, name + "-b", count));
                write(store, name + "-a", count);
                other.join();
            }
            case "keys" -> {
                for (int i = 0; i < count; i++) {
                    store.store("shared", name + ".n" + i, Json.number(i));
                }
            }
            default -> endless(store, count);
        }
    }

    static void write(MemoryStore store, String writer, int count) {
        for (int i = 0; i < count; i++) {
            store.store("shared", writer + ".n" + i, Json.text("value " + i));
            store.store("shared", "gone." + writer, Json.text("soon"));
            store.forget("shared", "gone." + writer);
        }
    }

    /** Says each key once it is stored. */
    private static void endless(MemoryStore store, int first) {
        for (int i = first; ; i++) {
            store.store("shared", "k.n" + i, Json.text("value ".repeat(50)));
            System.out.println(i);
        }
    }
}
