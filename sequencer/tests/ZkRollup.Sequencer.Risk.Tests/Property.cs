using FsCheck;
using FsCheck.Fluent;

namespace ZkRollup.Sequencer.Risk.Tests;

/// <summary>Runs properties over values that are made from seeds, so that a failure report names the seeds that reproduce it.</summary>
internal static class Property
{
    /// <summary>Checks a property for many seeds; fails with the replay of FsCheck and the seed of the case.</summary>
    internal static void Holds(int cases, Action<Random> property)
    {
        Arbitrary<int> seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases), Prop.ForAll(seeds, seed => property(new Random(seed))));
    }

    /// <summary>A number between two positive ones, evenly spread in its logarithm.</summary>
    internal static double NextLog(this Random random, double from, double to) => from * Math.Pow(to / from, random.NextDouble());

    /// <summary>A number between two.</summary>
    internal static double Next(this Random random, double from, double to) => from + ((to - from) * random.NextDouble());

    /// <summary>Any double at all, every second time one that is likely to be troublesome.</summary>
    internal static double NextAny(this Random random)
    {
        double[] special =
        [
            0, -0.0, 1, -1, double.Epsilon, double.MaxValue, double.MinValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
            0.5, 100, 1e-9, 1e15, 1e-4, 20,
        ];
        return random.Next(2) == 0 ? special[random.Next(special.Length)] : BitConverter.Int64BitsToDouble(random.NextInt64() << 1);
    }

    /// <summary>Any integer at all, every second time one that is likely to be troublesome.</summary>
    internal static long NextAnyLong(this Random random)
    {
        long[] special = [0, 1, -1, long.MinValue, long.MaxValue, 1000, (1L << 32) - 1, 1L << 32, (1L << 40) - 1, 1L << 40, 1L << 48];
        return random.Next(2) == 0 ? special[random.Next(special.Length)] : random.NextInt64() >> random.Next(64);
    }
}
