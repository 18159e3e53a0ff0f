package io.enginehub.examples.mining;

/** Finds the place of the largest number. */
final class Largest {
    private Largest() {}

    /** The first place where no other number is larger. */
    static int of(double[] numbers) {
        int largest = 0;
        for (int i = 1; i < numbers.length; i++) {
            largest = numbers[i] > numbers[largest] ? i : largest;
        }
        return largest;
    }
}
