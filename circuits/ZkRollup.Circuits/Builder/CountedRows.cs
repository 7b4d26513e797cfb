using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>A table whose rows are those of the batch: (row, witness columns). The row says where a tuple is, if it is offered.</summary>
internal sealed class CountedRows : OfferedTuples
{
    private readonly Trace _trace;
    private readonly int _column;
    private readonly int[] _others;

    internal CountedRows(Trace trace, MultiplicityColumn offer)
    {
        _trace = trace;
        _column = offer.Column;
        _others = [.. offer.Term.Tuple.Skip(1).Select(element => element.Index)];
    }

    internal override int Count => _trace.Rows;

    /// <summary>True if a bus has one such table and no other.</summary>
    internal static bool IsOffered(MultiplicityColumn[] offers) =>
        offers is [{ Term: { Selector: < 0 } term }]
        && IsColumn(term.Tuple[0], ColumnKind.Counter)
        && term.Tuple.Skip(1).All(element => IsColumn(element, ColumnKind.Witness));

    internal override int Find(ReadOnlySpan<Fr> tuple)
    {
        int row = SmallNumber.Of(tuple[0], _trace.Rows);
        for (int i = 0; i < _others.Length && row >= 0; i++)
        {
            row = _trace[row, _others[i]] == tuple[i + 1] ? row : -1;
        }

        return row;
    }

    private protected override ref Fr MultiplicityOf(Trace trace, int number) => ref trace[number, _column];

    private static bool IsColumn(Expression element, ColumnKind kind) =>
        element is { Kind: ExpressionKind.Column, Rotation: 0 } && element.ColumnKind == kind;
}
