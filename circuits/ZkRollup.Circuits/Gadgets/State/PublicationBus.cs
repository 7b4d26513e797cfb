using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>Statement: the instance columns list exactly the records that were sent, each once, with their new lanes.</summary>
/// <remarks>
/// Preconditions: the first of the six instance columns is 1 on the first N words and 0 on the others. The verifier makes it from N; it
/// costs no data. The senders have different addresses.
/// Constraints: publication.word takes, as often as that column says, (address, lane 0, …, lane 3) of the other five, on every row.
/// Cost: six instance columns, one bus term on every row; one term of the senders.
/// Soundness: the numerator is public and 0 or 1, so the first N words are, as a multiset, the tuples sent; a word that is not among the
/// first N is taken from nothing, and the verifier requires it to be zero. N is below r, so counts are integers.
/// Negative tests: PublicationTests: word omitted, word invented, lane changed, wrong count.
/// </remarks>
public sealed class PublicationBus
{
    /// <summary>Instance columns: used, address, four lanes.</summary>
    public const int Columns = 2 + RecordFormat.Lanes;

    private readonly CircuitBuilder _builder;
    private readonly Bus _bus;

    /// <summary>Adds the instance columns and the term that takes their words.</summary>
    public PublicationBus(CircuitBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        _builder = builder;
        _bus = builder.AddBus("publication", Columns - 1);
        Expression[] columns = new Expression[Columns];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = builder.AddInstanceColumn();
        }

        builder.Receive("publication.word", _bus, columns[0], columns[1..]);
    }

    /// <summary>The words of the instance columns, in the order of their declaration.</summary>
    /// <param name="records">Address and new lanes of each record.</param>
    public static IReadOnlyList<IReadOnlyList<Fr>> ComputeWords(IReadOnlyList<(ulong Address, IReadOnlyList<Fr> Lanes)> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        Fr[][] columns = [.. Enumerable.Range(0, Columns).Select(_ => new Fr[records.Count])];
        for (int i = 0; i < records.Count; i++)
        {
            columns[0][i] = Fr.One;
            columns[1][i] = Fr.FromUInt64(records[i].Address);
            for (int lane = 0; lane < RecordFormat.Lanes; lane++)
            {
                columns[2 + lane][i] = records[i].Lanes[lane];
            }
        }

        return columns;
    }

    /// <summary>Sends a record as often as a numerator says, which must be a bit.</summary>
    internal void Send(string label, Expression numerator, Expression address, IReadOnlyList<Expression> lanes) =>
        _builder.Send(label, _bus, numerator, [address, .. lanes]);
}
