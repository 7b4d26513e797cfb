using ZkRollup.Circuits.Checking;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Circuits.Tests.Attacks;
using ZkRollup.Crypto.Fields;

namespace ZkRollup.Circuits.Rollup.Tests.WholeBatches;

/// <summary>An honest witness under public inputs that say something else. Only gates and buses that read them are checked.</summary>
[Collection(WholeBatch.Collection)]
public sealed class ForgedStatementTests
{
    private const int Used = 0;
    private const int Kind = 8;

    private static readonly Lazy<Circuit> Part = new(() =>
    {
        Circuit whole = WholeBatch.Rollup.Built.Circuit;
        HashSet<int> buses = [.. whole.PublicTerms.Select(term => term.Bus.Tag)];
        foreach (BusTerm term in whole.HelperGroups.SelectMany(group => group).SelectMany(fraction => fraction.Terms))
        {
            if (IsPublic([term.Numerator, .. term.Tuple]))
            {
                buses.Add(term.Bus.Tag);
            }
        }

        return CircuitWithout.Others(whole, gate => IsPublic(gate.Formula), bus => buses.Contains(bus.Tag));
    });

    /// <summary>Words 0 to 17 of docs/protocol.md, 13, and the domain: which labels notice another value of each.</summary>
    public static TheoryData<int, string, string> Scalars() => new()
    {
        { 0, "old root of accounts", "node.parent, node.root[0]" },
        { 1, "old root of orders", "node.parent, node.root[1]" },
        { 2, "old root of instruments", "node.parent, node.root[2]" },
        { 3, "old root of the system", "node.parent, node.root[3]" },
        { 4, "new root of accounts", "node.parent, node.root[0]" },
        { 5, "new root of orders", "node.parent, node.root[1]" },
        { 6, "new root of instruments", "node.parent, node.root[2]" },
        { 7, "new root of the system", "node.parent, node.root[3]" },
        { 8, "batch number", "" },
        { 9, "first time", "carry.time.first" },
        { 10, "last time", "carry.time.last" },
        { 11, "first sequence number", "carry.sequence.first, log.leaf, node.child" },
        { 12, "last sequence number", "carry.sequence.last" },
        { 13, "log root", "node.parent, node.root[log]" },
        { 14, "first queue index", "carry.queue.first, carry.queue.last" },
        { 15, "count of queue operations", "carry.queue.last" },
        { 16, "count of withdrawals", "carry.withdrawals.last" },
        { 17, "count of records", "" },
        { 18, "domain", "carry.domain" },
    };

    [Fact]
    public void Statement_OfTheBatch_Passes() => Assert.Empty(Labels(WholeBatch.First.Inputs));

    /// <summary>
    /// Nothing in the circuit depends on the batch number, which the transcript binds; the count of records decides how many words the
    /// verifier marks as used (<see cref="Words_CountedOtherwise_AreNoticed"/>).
    /// </summary>
    [Theory]
    [MemberData(nameof(Scalars))]
    public void Scalar_Another_IsNoticed(int number, string name, string labels)
    {
        PublicInputs honest = WholeBatch.First.Inputs;
        Fr[] scalars = [.. honest.Scalars];
        scalars[number] += Fr.One;
        string found = string.Join(", ", Labels(new(scalars, honest.Columns)));
        Assert.True(labels == found, $"{name}: expected [{labels}], fired [{found}]");
    }

    /// <summary>An operation with another lane, a withdrawal of another amount, another record: each word of one of each.</summary>
    [Fact]
    public void Words_AnyOfThemAnother_IsNoticed()
    {
        Fr[][] honest = Columns();
        Fr[] kinds = [.. honest[Kind].Distinct()];
        Assert.Equal(3, kinds.Length);
        foreach (Fr kind in kinds)
        {
            int row = Array.IndexOf(honest[Kind], kind);
            for (int column = 1; column < honest.Length; column++)
            {
                Fr[][] changed = Columns();
                changed[column][row] += Fr.One;
                string sender = kind.IsZero ? "touched.publish" : "publication.send";
                string[] expected = [.. new[] { "publication.word", sender }.Order(StringComparer.Ordinal)];
                Assert.Equal(expected, Labels(With(changed)));
            }
        }
    }

    /// <summary>The withdrawal of a batch listed twice, the last record left out, an operation left out.</summary>
    [Fact]
    public void Words_CountedOtherwise_AreNoticed()
    {
        Fr[][] honest = Columns();
        int withdrawal = Array.IndexOf(honest[Kind], Fr.FromInt64(2));
        Assert.Equal(["publication.word"], Labels(With([.. honest.Select(column => (Fr[])[.. column, column[withdrawal]])])));
        Assert.Equal(["touched.publish"], Labels(With([.. honest.Select(column => column[..^1])])));
        Assert.Equal(["publication.send"], Labels(With([.. honest.Select(column => column[1..])])));

        // Used twice, as no verifier makes the column: a count of 2 does not pass for one publication either.
        Fr[][] twice = Columns();
        twice[Used][0] = Fr.FromInt64(2);
        Assert.Equal(["publication.word"], Labels(With(twice)));
    }

    private static Fr[][] Columns() => [.. WholeBatch.First.Inputs.Columns.Select(column => column.ToArray())];

    private static PublicInputs With(Fr[][] columns) => new(WholeBatch.First.Inputs.Scalars, columns);

    private static string[] Labels(PublicInputs inputs) =>
        BatchForger.LabelsOf(MockChecker.Check(Part.Value, WholeBatch.First.Honest, inputs));

    private static bool IsPublic(params Expression[] formulas) => ExpressionProgram.Compile(formulas).Instructions.Any(
        step => step.Opcode == Opcode.PublicScalar || (step.Opcode == Opcode.Column && step.ColumnKind == ColumnKind.Instance));
}
