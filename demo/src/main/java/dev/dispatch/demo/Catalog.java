package dev.dispatch.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All collections of the demo data by name. */
final class Catalog {
    private final Map<String, Resource> resources = new LinkedHashMap<>();

    Catalog() {
        add(new Resource("users", "", Users.COUNT, Users::generate));
        add(new Resource("posts", "users", Posts.COUNT, Posts::generate));
        add(new Resource("comments", "posts", Comments.COUNT, Comments::generate));
        add(new Resource("albums", "users", Albums.COUNT, Albums::generate));
        add(new Resource("photos", "albums", Photos.COUNT, Photos::generate));
        add(new Resource("todos", "users", Todos.COUNT, Todos::generate));
    }

    private void add(Resource resource) {
        resources.put(resource.name(), resource);
    }

    List<Resource> all() {
        return List.copyOf(resources.values());
    }

    /** The collection {@code child}, when its items belong to items of {@code parent}. */
    Optional<Resource> child(Resource parent, String child) {
        return Optional.ofNullable(resources.get(child))
                .filter(resource -> resource.parent().equals(parent.name()));
    }
}
