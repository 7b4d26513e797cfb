using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Builder;

/// <summary>A term that looks up in a table.</summary>
internal sealed class Lookup
{
    internal Lookup(BusTerm term, int table, OfferedTuples offers)
    {
        Term = term;
        Table = table;
        Numbers = IsOfNumbers(term) ? FindNumbers(offers) : [];
    }

    internal BusTerm Term { get; }

    /// <summary>Which of the tables.</summary>
    internal int Table { get; }

    /// <summary>
    /// For the lookup of a witness column with constants beside it on every row, as limb columns are, which are most of all lookups: the
    /// tuples whose first element is 0, 1, 2 and so on, as far as they are offered. An array serves them much faster than a search.
    /// </summary>
    internal int[] Numbers { get; }

    /// <summary>The tuple with a first element beside the constants; −1 if it is not offered.</summary>
    /// <param name="first">The first element.</param>
    /// <param name="offers">What is offered.</param>
    /// <param name="tuple">Scratch memory.</param>
    internal int FindWith(in Fr first, OfferedTuples offers, Span<Fr> tuple)
    {
        tuple[0] = first;
        for (int i = 1; i < tuple.Length; i++)
        {
            tuple[i] = Term.Tuple[i].Value;
        }

        return offers.Find(tuple);
    }

    private static bool IsOfNumbers(BusTerm term) =>
        term is { Selector: < 0, Numerator.IsOne: true }
        && term.Tuple[0] is { Kind: ExpressionKind.Column, ColumnKind: ColumnKind.Witness, Rotation: 0 }
        && term.Tuple.Skip(1).All(element => element.Kind == ExpressionKind.Constant);

    private int[] FindNumbers(OfferedTuples offers)
    {
        List<int> numbers = [];
        Fr[] tuple = new Fr[Term.Tuple.Count];
        while (FindWith(Fr.FromUInt64((ulong)numbers.Count), offers, tuple) is var number && number >= 0)
        {
            numbers.Add(number);
        }

        return [.. numbers];
    }
}
