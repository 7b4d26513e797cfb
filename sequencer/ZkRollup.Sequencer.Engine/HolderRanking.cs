namespace ZkRollup.Sequencer.Engine;

/// <summary>Keeps the greatest of many holders: the greatest position first, the lowest account first among equals (§5.2).</summary>
internal static class HolderRanking
{
    /// <summary>Puts a holder in its place, or drops it if all kept ones come before it.</summary>
    /// <param name="greatest">The holders kept, in order.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="lots">Lots of the holder.</param>
    /// <param name="account">Its account.</param>
    internal static void Insert(Span<(long Lots, int Account)> greatest, ref int count, long lots, int account)
    {
        if (count == greatest.Length)
        {
            if (!IsBefore(lots, account, greatest[count - 1]))
            {
                return;
            }

            count--;
        }

        int i = count++;
        for (; i > 0 && IsBefore(lots, account, greatest[i - 1]); i--)
        {
            greatest[i] = greatest[i - 1];
        }

        greatest[i] = (lots, account);
    }

    private static bool IsBefore(long lots, int account, (long Lots, int Account) other) =>
        lots != other.Lots ? lots > other.Lots : account < other.Account;
}
