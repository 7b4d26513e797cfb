using ZkRollup.Crypto.Fields;

namespace ZkRollup.Cli.Demo.Checks;

/// <summary>Elements of Fr that look random and are the same in every run.</summary>
internal static class ScalarSequence
{
    /// <summary>The first elements of x ← x² + 5 from a seed, after the small ones.</summary>
    internal static Fr[] Create(int count, ulong seed)
    {
        const int SmallOnes = 9;
        Fr x = Fr.FromUInt64(seed);
        Fr five = Fr.FromUInt64(5);
        Fr[] result = new Fr[count];
        for (int i = -SmallOnes; i < count; i++)
        {
            Fr.Square(x, out x);
            Fr.Add(x, five, out x);
            if (i >= 0)
            {
                result[i] = x;
            }
        }

        return result;
    }
}
