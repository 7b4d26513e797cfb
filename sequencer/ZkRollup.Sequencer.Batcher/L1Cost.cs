using ZkRollup.Circuits.Rollup.Witness;

namespace ZkRollup.Sequencer.Batcher;

/// <summary>What it costs at most to prove a batch on L1: it must be one transaction (docs/settlement.md, 12).</summary>
/// <remarks>
/// It must have few enough bytes, too: nodes pass on no transaction beyond 128 KiB.
/// Gas of the contracts is measured, in contracts/snapshots/GasTest.json, and a test holds these numbers against it. They are above the
/// floor price of calldata (EIP-7623): 40 gas a byte at most, 6,400 for the five words of a record. Memory is paid for by its square, so a
/// batch of twice as many rows costs more than twice as much.
/// </remarks>
internal static class L1Cost
{
    /// <summary>Most gas of a transaction (EIP-7825).</summary>
    internal const long TransactionMax = 1L << 24;

    /// <summary>A call keeps back one part of so many of the gas that is left (EIP-150).</summary>
    private const long CallShare = 64;

    /// <summary>A batch that publishes nothing.</summary>
    private const long Batch = 98_000;

    /// <summary>Verification of its proof, the proof's own bytes included: measured 521,500 (docs/verifier.md).</summary>
    private const long Verification = 600_000;

    /// <summary>Each row of the instance columns, which the verifier evaluates: 1,310, and 1,500 where there are a thousand.</summary>
    private const long VerificationOfRow = 1_600;

    /// <summary>A record.</summary>
    private const long Record = 6_450;

    /// <summary>A withdrawal to an owner who had none yet.</summary>
    private const long Withdrawal = 28_000;

    /// <summary>
    /// The dearest operation: a change of keys whose fee goes back to an owner who had none to take. What clearing its place gives back
    /// afterwards must be there first. A deposit costs 14,000, or 40,000 if it goes back.
    /// </summary>
    private const long Operation = 50_000;

    /// <summary>Words of memory for a row: lists, instance columns, and the columns again for the verifier.</summary>
    private const long WordsOfRow = 25;

    /// <summary>Memory costs the square of its words by so much.</summary>
    private const long SquaredWordsOfGas = 512;

    /// <summary>Most bytes of a transaction that nodes keep in their pools.</summary>
    private const long BytesMax = 128 << 10;

    /// <summary>Room for the envelope of the transaction, the header, lengths and offsets, and the proof.</summary>
    private const long BytesOfRest = 10 << 10;

    private const long BytesOfWord = 32;
    private const long WordsOfWithdrawal = 2;
    private const long WordsOfRecord = 5;

    /// <summary>Gas of a batch that publishes so much.</summary>
    internal static long GasOf(PublicationCounts counts)
    {
        long rows = (long)counts.Operations + counts.Withdrawals + counts.Records;
        long words = WordsOfRow * rows;
        return Batch
            + Verification
            + (counts.Operations * Operation)
            + (counts.Withdrawals * Withdrawal)
            + (counts.Records * Record)
            + (rows * VerificationOfRow)
            + (words * words / SquaredWordsOfGas);
    }

    /// <summary>Bytes of the transaction of a batch that publishes so much.</summary>
    internal static long BytesOf(PublicationCounts counts) => BytesOfRest
        + (BytesOfWord * (counts.Operations + (WordsOfWithdrawal * counts.Withdrawals) + (WordsOfRecord * counts.Records)));

    /// <summary>True if a batch that publishes so much fits one transaction of so much gas.</summary>
    internal static bool Fits(PublicationCounts counts, long gas) =>
        GasOf(counts) <= gas - (gas / CallShare) && BytesOf(counts) <= BytesMax;
}
