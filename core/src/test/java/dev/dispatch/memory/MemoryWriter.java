package dev.dispatch.memory;

import dev.dispatch.json.Json;
import java.nio.file.Path;

/** A process of its own that stores and forgets keys with two threads at once. */
final class MemoryWriter {

    private MemoryWriter() {}

    public static void main(String[] arguments) throws InterruptedException {
        MemoryStore store = new MemoryStore(Path.of(arguments[0]));
        int count = Integer.parseInt(arguments[2]);
        Thread other = Thread.ofPlatform().start(() -> write(store, arguments[1] + "-b", count));
        write(store, arguments[1] + "-a", count);
        other.join();
    }

    static void write(MemoryStore store, String writer, int count) {
        for (int i = 0; i < count; i++) {
            store.store("shared", writer + ".n" + i, Json.text("value " + i));
            store.store("shared", "gone." + writer, Json.text("soon"));
            store.forget("shared", "gone." + writer);
        }
    }
}
