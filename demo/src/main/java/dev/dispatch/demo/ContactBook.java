package dev.dispatch.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The contacts that were made and not deleted, at most {@value #MOST}; the oldest one is forgotten first. */
final class ContactBook {
    static final int MOST = 1000;

    private final Map<Integer, ObjectNode> contacts = new BoundedMap<>(MOST);
    private int last;

    /** Nothing where another contact has the same e-mail address. */
    synchronized Optional<ObjectNode> add(ObjectNode content) {
        return taken(content, 0) ? Optional.empty() : Optional.of(put(++last, content));
    }

    /** The contact with the members of {@code changes}; nothing where another one has its e-mail address. */
    synchronized Optional<ObjectNode> change(int id, ObjectNode changes) {
        ObjectNode changed = find(id).orElseThrow(Refused::unknown).deepCopy().setAll(changes);
        return taken(changed, id) ? Optional.empty() : Optional.of(put(id, changed));
    }

    synchronized Optional<ObjectNode> find(int id) {
        return Optional.ofNullable(contacts.get(id));
    }

    synchronized boolean delete(int id) {
        return contacts.remove(id) != null;
    }

    synchronized List<ObjectNode> list() {
        return List.copyOf(contacts.values());
    }

    private boolean taken(ObjectNode content, int self) {
        return contacts.entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey() != self && entry.getValue().path("email").equals(content.path("email")));
    }

    /** What is in the book is shared by requests, so it is replaced and never changed. */
    private ObjectNode put(int id, ObjectNode content) {
        ObjectNode contact = JsonNodeFactory.instance.objectNode().put("id", id);
        contact.setAll(content).put("id", id);
        contacts.put(id, contact);
        return contact;
    }
}
