package dev.dispatch.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/** State of a long-running server: forgets its oldest entry when it is full. Not safe for use by several threads. */
final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    BoundedMap(int most) {
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
