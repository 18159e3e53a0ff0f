package io.enginehub.cluster;

/** Ten algorithms, {@code fleet.0} to {@code fleet.9}, for agents that are many. Each adds its number to a text. */
abstract class Fleet extends Work {
    private final int number;

    Fleet(int number) {
        super(Integer.toString(number));
        this.number = number;
    }

    @Override
    public String name() {
        return "fleet." + number;
    }

    /** {@code fleet.0}. */
    public static final class N0 extends Fleet {
        public N0() {
            super(0);
        }
    }

    /** {@code fleet.1}. */
    public static final class N1 extends Fleet {
        public N1() {
            super(1);
        }
    }

    /** {@code fleet.2}. */
    public static final class N2 extends Fleet {
        public N2() {
            super(2);
        }
    }

    /** {@code fleet.3}. */
    public static final class N3 extends Fleet {
        public N3() {
            super(3);
        }
    }

    /** {@code fleet.4}. */
    public static final class N4 extends Fleet {
        public N4() {
            super(4);
        }
    }

    /** {@code fleet.5}. */
    public static final class N5 extends Fleet {
        public N5() {
            super(5);
        }
    }

    /** {@code fleet.6}. */
    public static final class N6 extends Fleet {
        public N6() {
            super(6);
        }
    }

    /** {@code fleet.7}. */
    public static final class N7 extends Fleet {
        public N7() {
            super(7);
        }
    }

    /** {@code fleet.8}. */
    public static final class N8 extends Fleet {
        public N8() {
            super(8);
        }
    }

    /** {@code fleet.9}. */
    public static final class N9 extends Fleet {
        public N9() {
            super(9);
        }
    }
}
