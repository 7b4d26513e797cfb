using FsCheck;
using FsCheck.Fluent;

namespace ZkRollup.Crypto.Tests;

/// <summary>Runs properties over values that are made from seeds, so that a failure report names the seeds that reproduce it.</summary>
internal static class Property
{
    /// <summary>Checks a property for many seeds; fails with the replay of FsCheck and the seed of the case.</summary>
    internal static void Holds(int cases, Func<Random, bool> property)
    {
        Arbitrary<int> seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases), Prop.ForAll(seeds, seed => property(new Random(seed))));
    }
}
