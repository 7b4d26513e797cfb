using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>How often the tuples of a bus are looked up, as far as a thread has seen.</summary>
internal sealed class LookupCounts(OfferedTuples offers)
{
    /// <summary>What is offered.</summary>
    internal OfferedTuples Offers { get; } = offers;

    /// <summary>Lookups of each tuple with the numerator 1.</summary>
    internal int[] Ones { get; } = new int[offers.Count];

    /// <summary>The sum of all other numerators, by tuple.</summary>
    internal Dictionary<int, Fr> Others { get; } = [];

    /// <summary>Most numerators are 1, and counting those in machine words is much faster than adding field elements.</summary>
    /// <param name="number">Of the tuple; −1 counts nowhere.</param>
    /// <param name="numerator">How often it is looked up.</param>
    internal void Add(int number, in Fr numerator)
    {
        if (number >= 0 && numerator == Fr.One)
        {
            Ones[number]++;
        }
        else if (number >= 0)
        {
            Others[number] = Others.GetValueOrDefault(number) + numerator;
        }
    }
}
