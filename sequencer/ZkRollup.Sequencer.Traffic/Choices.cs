namespace ZkRollup.Sequencer.Traffic;

/// <summary>Choices from a seed: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), the same on every machine.</summary>
internal sealed class Choices(ulong seed)
{
    private ulong _state = seed;

    /// <summary>0 … limit − 1.</summary>
    internal long Below(long limit)
    {
        unchecked
        {
            _state += 0x9e3779b97f4a7c15;
            ulong mixed = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            return (long)((mixed ^ (mixed >> 31)) % (ulong)limit);
        }
    }

    /// <summary>low … high, both included.</summary>
    internal long Between(long low, long high) => low + Below(high - low + 1);

    /// <summary>True in so many of a hundred cases.</summary>
    internal bool Percent(int chance) => Below(100) < chance;
}
