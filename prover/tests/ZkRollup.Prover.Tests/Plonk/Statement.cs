using ZkRollup.Circuits.Builder;
using ZkRollup.Circuits.ConstraintSystem;
using ZkRollup.Crypto.Curves;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Prover.Kzg;
using ZkRollup.Prover.Plonk;

namespace ZkRollup.Prover.Tests.Plonk;

/// <summary>A circuit, a witness and public inputs, with keys and contexts for tests.</summary>
internal sealed record Statement(BuiltCircuit Built, Trace Trace, PublicInputs Inputs)
{
    /// <summary>The circuit.</summary>
    internal Circuit Circuit => Built.Circuit;

    /// <summary>A chain, a contract and two blobs.</summary>
    internal static ProofContext Context { get; } = MakeContext(chainId: 31337, contract: 0x5a, Enumerable.Repeat((byte)7, 64).ToArray());

    /// <summary>A context with a contract of equal bytes.</summary>
    internal static ProofContext MakeContext(ulong chainId, byte contract, byte[] blobHashes)
    {
        byte[] bytes = new byte[EthereumAddress.Bytes];
        Array.Fill(bytes, contract);
        Assert.True(EthereumAddress.TryRead(bytes, out EthereumAddress address));
        return new(chainId, address, blobHashes);
    }

    /// <summary>The key of the circuit over the development string, with commitments by its secret.</summary>
    internal VerifyingKey Key(int packingFactor)
    {
        CircuitShape shape = CircuitShape.Of(Circuit, packingFactor, Math.Max(16 / Circuit.RowsPerSlot, Circuit.SlotsMin), 64);
        List<G1Affine> commitments = [];
        foreach (Pack pack in new PackPlan(shape).KeyPacks)
        {
            IReadOnlyList<FixedColumn> columns = pack.Kind == ColumnKind.Fixed ? Circuit.Fixed : Circuit.Tables;
            Fr sum = Fr.Zero;
            for (int i = 0; i < pack.Columns.Count; i++)
            {
                Fr[] column = NaivePolynomial.Interpolate([.. columns[pack.Columns[i]].Values]);
                sum += NaivePolynomial.Evaluate(NaivePolynomial.Spread(column, pack.Factor, i), DevelopmentSecret.Tau);
            }

            commitments.Add(G1Jacobian.Generator.MultiplyVarTime(sum).ToAffine());
        }

        List<G1Affine> counters = [];
        for (int slots = shape.SlotsMin; Circuit.ReadsCounter && slots <= shape.SlotsMax; slots *= 2)
        {
            Fr[] counter = NaivePolynomial.Interpolate(CounterValues(slots * Circuit.RowsPerSlot));
            counters.Add(G1Jacobian.Generator.MultiplyVarTime(NaivePolynomial.Evaluate(counter, DevelopmentSecret.Tau)).ToAffine());
        }

        ExpressionProgram publicTerms =
            ExpressionProgram.Compile([.. Circuit.PublicTerms.SelectMany(term => new[] { term.Numerator, term.Denominator })]);
        byte[] digest = Keccak256.Hash("a reference string"u8);
        return new(shape, ExpressionProgram.Compile(Circuit.Combined), publicTerms, commitments, counters, DevelopmentSecret.TauG2, digest);
    }

    /// <summary>0 to n − 1.</summary>
    internal static Fr[] CounterValues(int rows) => [.. Enumerable.Range(0, rows).Select(row => Fr.FromUInt64((ulong)row))];

    /// <summary>The same statement with another witness.</summary>
    internal Statement With(Action<Trace> change)
    {
        Trace copy = new(Circuit, Trace.Slots);
        for (int i = 0; i < Circuit.Witness.Count; i++)
        {
            Trace.Column(i).CopyTo(copy.Column(i));
        }

        change(copy);
        return this with { Trace = copy };
    }
}
