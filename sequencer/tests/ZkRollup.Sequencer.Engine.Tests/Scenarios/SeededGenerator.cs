namespace ZkRollup.Sequencer.Engine.Tests.Scenarios;

/// <summary>Numbers from a seed: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). The same on every machine.</summary>
internal sealed class SeededGenerator(ulong seed)
{
    private ulong _state = seed;

    internal ulong NextUInt64()
    {
        unchecked
        {
            _state += 0x9e3779b97f4a7c15;
            ulong mixed = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>0 … limit − 1; 0 if there is no such number.</summary>
    internal long Below(long limit) => limit <= 1 ? 0 : (long)(NextUInt64() % (ulong)limit);

    /// <summary>low … high, both included; low if high is below it.</summary>
    internal long Between(long low, long high) => high <= low ? low : low + Below(high - low + 1);

    /// <summary>True in so many of a hundred cases.</summary>
    internal bool Percent(int chance) => Below(100) < chance;

    internal T Pick<T>(IReadOnlyList<T> items) => items[(int)Below(items.Count)];

    /// <summary>A number of any magnitude up to 2^bits: each number of bits is equally likely.</summary>
    internal long AnyMagnitude(int bits) => Below(1L << (int)Below(bits + 1));
}
