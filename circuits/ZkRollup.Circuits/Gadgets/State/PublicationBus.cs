using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Gadgets.State;

/// <summary>Statement: the instance columns list exactly what was sent, each as often as it was sent.</summary>
/// <remarks>
/// Preconditions: the first of the nine instance columns is 1 on the first N words and 0 on the others. The verifier makes it from N; it
/// costs no data. The last one is the kind, which the verifier makes from the counts of each kind.
/// Constraints: publication.word takes, as often as the first column says, (word 0, …, word 6, kind) of the others, on every row.
/// Cost: nine instance columns, one bus term on every row; one term for each kind of senders.
/// Soundness: the numerator is public and 0 or 1, so the first N words are, as a multiset, the tuples sent; a word that is not among the
/// first N is taken from nothing, and the verifier requires it to be zero. N is below r, so counts are integers. Kinds never cancel.
/// Negative tests: PublicationTests: word omitted, word invented, any word or kind changed, wrong count.
/// </remarks>
public sealed class PublicationBus
{
    /// <summary>Words of a publication; what a kind does not use is zero.</summary>
    public const int Words = 7;

    /// <summary>Instance columns: used, the words, the kind.</summary>
    public const int Columns = Words + 2;

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
    /// <param name="publications">What is published; the circuit accepts any order.</param>
    public static IReadOnlyList<IReadOnlyList<Fr>> ComputeColumns(IReadOnlyList<Publication> publications)
    {
        ArgumentNullException.ThrowIfNull(publications);
        Fr[][] columns = [.. Enumerable.Range(0, Columns).Select(_ => new Fr[publications.Count])];
        for (int i = 0; i < publications.Count; i++)
        {
            columns[0][i] = Fr.One;
            for (int word = 0; word < publications[i].Words.Count; word++)
            {
                columns[1 + word][i] = publications[i].Words[word];
            }

            columns[^1][i] = Fr.FromInt64((long)publications[i].Kind);
        }

        return columns;
    }

    /// <summary>Sends words as often as a bit says.</summary>
    /// <param name="label">Names the term in every report.</param>
    /// <param name="isSent">The bit.</param>
    /// <param name="kind">Their kind, a constant or parameter.</param>
    /// <param name="words">Up to seven words, over cells of a row and the next.</param>
    public void Send(string label, Bit isSent, Expression kind, IReadOnlyList<Expression> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        IEnumerable<Expression> unused = Enumerable.Repeat(Expression.Zero, Words - words.Count);
        _builder.Send(label, _bus, isSent, [.. words, .. unused, kind]);
    }

    /// <summary>Sends a record as often as a bit says.</summary>
    internal void SendRecord(string label, Bit isSent, Expression address, IReadOnlyList<Expression> lanes) =>
        Send(label, isSent, (long)PublicationKind.Record, [address, .. lanes]);
}
