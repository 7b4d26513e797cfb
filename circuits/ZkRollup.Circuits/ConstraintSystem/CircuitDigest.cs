using System.Buffers.Binary;
using System.Text;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Hashing;

namespace ZkRollup.Circuits.ConstraintSystem;

/// <summary>The digest of everything that a circuit is made of, names and labels included: what keys are kept under.</summary>
/// <remarks>
/// Keccak-256 over a version string and the parts in the order of <see cref="CircuitParts"/>. Integers are 4 bytes, big-endian; strings
/// and lists are preceded by their length; field elements are 32 bytes, big-endian; formulas are programs as
/// <see cref="ExpressionProgramCodec"/> writes them.
/// </remarks>
public sealed class CircuitDigest
{
    private readonly Keccak256 _hasher = new();

    private CircuitDigest()
    {
    }

    /// <summary>Computes the digest: 32 bytes.</summary>
    public static byte[] Compute(Circuit circuit)
    {
        ArgumentNullException.ThrowIfNull(circuit);
        CircuitDigest digest = new();
        digest.Add("zkrollup.circuit.v2");
        digest.Add(circuit.Name);
        digest.Add(circuit.RowsPerSlot);
        digest.AddColumns(circuit.Fixed);
        digest.AddColumns(circuit.Tables);
        digest.Add(circuit.Witness, digest.Add);
        digest.Add(circuit.InstanceColumnCount);
        digest.Add(circuit.InstanceStride);
        digest.Add(circuit.PublicScalarCount);
        digest.AddGates(circuit);
        digest.Add(circuit.Copies.Columns, digest.Add);
        digest.Add(circuit.Copies.OffsetColumns, digest.Add);
        digest.AddBuses(circuit);
        digest.Add(circuit.Multiplicities, multiplicity =>
        {
            digest.Add(multiplicity.Term.Label);
            digest.Add(multiplicity.Column);
        });

        // What the prover and the verifier compute from these parts, so that a change of the arguments changes the digest.
        digest.Add(circuit.Constraints, constraint => digest.Add(constraint.Label));
        digest.AddProgram([circuit.Combined]);
        byte[] result = new byte[Keccak256.DigestBytes];
        digest._hasher.Finish(result);
        return result;
    }

    private void AddColumns(IReadOnlyList<FixedColumn> columns) => Add(columns, column =>
    {
        Add(column.Name);
        Add(column.Values, value =>
        {
            Span<byte> bytes = stackalloc byte[Fr.ByteLength];
            value.WriteBigEndian(bytes);
            _hasher.Append(bytes);
        });
    });

    private void AddGates(Circuit circuit)
    {
        Add(circuit.Gates, gate =>
        {
            Add(gate.Label);
            Add((int)gate.Scope);
            Add(gate.Selector);
            Add(gate.Choice);
            Add(gate.Choices);
            Add(gate.Rows, Add);
        });
        AddProgram([.. circuit.Gates.Select(gate => gate.Formula)]);
    }

    private void AddBuses(Circuit circuit)
    {
        Add(circuit.Buses, bus =>
        {
            Add(bus.Name);
            Add(bus.Tag);
            Add(bus.Arity);
        });
        Add(circuit.HelperGroups, group => Add(group, fraction => Add(fraction.Terms, term =>
        {
            Add(term.Label);
            Add(term.Bus.Tag);
            Add(term.Selector);
            Add(term.Rows, Add);
        })));
        AddProgram([.. circuit.HelperGroups.SelectMany(group => group).SelectMany(part => new[] { part.Numerator, part.Denominator })]);
        Add(circuit.PublicTerms, term =>
        {
            Add(term.Label);
            Add(term.Bus.Tag);
        });
        AddProgram([.. circuit.PublicTerms.SelectMany(term => new[] { term.Numerator, term.Denominator })]);
    }

    private void AddProgram(IReadOnlyList<Expression> formulas)
    {
        ExpressionProgram program = ExpressionProgram.Compile(formulas);
        byte[] bytes = new byte[ExpressionProgramCodec.Length(program)];
        ExpressionProgramCodec.Write(program, bytes);
        Add(bytes.Length);
        _hasher.Append(bytes);
    }

    private void Add<T>(IReadOnlyList<T> items, Action<T> add)
    {
        Add(items.Count);
        foreach (T item in items)
        {
            add(item);
        }
    }

    private void Add(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        _hasher.Append(bytes);
    }

    private void Add(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Add(bytes.Length);
        _hasher.Append(bytes);
    }
}
