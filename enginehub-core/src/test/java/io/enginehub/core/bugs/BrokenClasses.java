package io.enginehub.core.bugs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A world of its own: the core and its simulation, with some sources of the core compiled anew. All else is shared with
 * the test that asks for it.
 */
final class BrokenClasses extends ClassLoader {
    private static final String OWN = "io.enginehub.core.";

    static {
        registerAsParallelCapable();
    }

    private final Map<String, byte[]> compiled;

    /**
     * Compiles.
     *
     * @param sources by file
     * @throws IllegalArgumentException when they do not compile
     */
    BrokenClasses(Map<String, String> sources) throws IOException {
        super(BrokenClasses.class.getClassLoader());
        this.compiled = compile(sources);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OWN)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] code = compiled.get(name);
        String file = name.replace('.', '/') + ".class";
        try (InputStream healthy = getParent().getResourceAsStream(file)) {
            if (code == null && healthy == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = code != null ? code : healthy.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static Map<String, byte[]> compile(Map<String, String> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> errors = new DiagnosticCollector<>();
        List<Source> units = new ArrayList<>();
        sources.forEach((file, text) -> units.add(new Source(file, text)));
        List<String> options =
                List.of("-proc:none", "-nowarn", "-parameters", "-classpath", System.getProperty("java.class.path"));
        try (InMemory files = new InMemory(compiler.getStandardFileManager(errors, null, null))) {
            if (!compiler.getTask(null, files, errors, options, null, units).call()) {
                throw new IllegalArgumentException("The patched sources do not compile: " + errors.getDiagnostics());
            }
            Map<String, byte[]> classes = new HashMap<>();
            files.compiled.forEach((name, code) -> classes.put(name, code.toByteArray()));
            return classes;
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String file, String text) {
            super(URI.create("patched:///" + file), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        final Map<String, ByteArrayOutputStream> compiled = new HashMap<>();

        InMemory(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("compiled:///" + className), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return compiled.computeIfAbsent(className, name -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
