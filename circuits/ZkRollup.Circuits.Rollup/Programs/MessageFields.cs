using System.Numerics;
using ZkRollup.Circuits.Rollup.Machine;
using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Circuits.Rollup.Programs;

/// <summary>
/// The fields of a transaction as inputs of a program, each within its bits, and the lanes that they make (docs/protocol.md, 5.2).
/// </summary>
internal sealed class MessageFields
{
    private readonly Dictionary<string, Value> _fields = new(StringComparer.Ordinal);

    private MessageFields(IReadOnlyList<Value> lanes) => Lanes = lanes;

    /// <summary>The lanes.</summary>
    internal IReadOnlyList<Value> Lanes { get; }

    /// <summary>A field by its name in JSON.</summary>
    internal Value this[string name] => _fields.TryGetValue(name, out Value? value)
        ? value
        : throw new ArgumentException($"The transaction has no field '{name}', but {string.Join(", ", _fields.Keys)}.", nameof(name));

    /// <summary>A field of one bit.</summary>
    internal Bit Flag(string name) => (Bit)this[name];

    /// <summary>Declares the fields of a type of transactions; lane 0 of one that is no queue operation is the domain.</summary>
    internal static MessageFields Of<T>(ProgramWriter writer)
        where T : struct, ITransaction<T>
    {
        int count = TransactionLanes.Count<T>();
        Value[] lanes = new Value[count];
        Array.Fill(lanes, 0);
        bool isQueued = T.Kind < TransactionKind.OpenSession;
        int numbered = isQueued ? 0 : 1;
        if (!isQueued)
        {
            lanes[0] = writer.CarriedIn(CarriedRegister.Domain);
        }

        lanes[numbered] = (int)T.Kind;
        MessageFields fields = new(lanes);
        int[] shifts = new int[count];
        shifts[numbered] = 8;
        Declaration declaration = new(writer, fields._fields, lanes, shifts);
        _ = T.Visit(ref declaration, default);
        return fields;
    }

    /// <summary>Gives a step the fields of a transaction.</summary>
    internal static void Fill<T>(StepInputs inputs, in T transaction)
        where T : struct, ITransaction<T>
    {
        Filling filling = new(inputs);
        _ = T.Visit(ref filling, transaction);
    }

    /// <summary>An address as the integer that its bytes are.</summary>
    internal static Fr ElementOf(EthereumAddress address)
    {
        Span<byte> bytes = stackalloc byte[Fr.ByteLength];
        bytes.Clear();
        address.Write(bytes[(Fr.ByteLength - EthereumAddress.Bytes)..]);
        _ = Fr.TryReadBigEndian(bytes, out Fr element);
        return element;
    }

    private static string Input(string name) => $"message.{name}";

    private readonly struct Declaration(ProgramWriter writer, Dictionary<string, Value> fields, Value[] lanes, int[] shifts) : IFieldVisitor
    {
        public ulong Integer(in IntegerField field, ulong value)
        {
            writer.Rule($"5.2 {field.Name}");
            Value input = field.Bits <= MachineShape.RangeBits ? writer.InputBits(Input(field.Name), field.Bits) : Wide(field);
            fields.Add(field.Name, input);
            lanes[field.Lane] += input * Value.Of(BigInteger.One << shifts[field.Lane]);
            shifts[field.Lane] += field.Bits;
            return field.Min;
        }

        public Fr Element(in ElementField field, in Fr value)
        {
            fields.Add(field.Name, lanes[field.Lane] = writer.Input(Input(field.Name)));
            return default;
        }

        public EthereumAddress Address(string name, int lane, EthereumAddress value)
        {
            fields.Add(name, lanes[lane] = writer.Input(Input(name)));
            return default;
        }

        /// <summary>A field of more bits than a line can bound, in two parts.</summary>
        private Value Wide(in IntegerField field)
        {
            const int low = 48;
            return writer.InputBits(Input(field.Name) + ".low", low)
                + (writer.InputBits(Input(field.Name) + ".high", field.Bits - low) * (1L << low));
        }
    }

    private readonly struct Filling(StepInputs inputs) : IFieldVisitor
    {
        public ulong Integer(in IntegerField field, ulong value)
        {
            inputs[Input(field.Name)] = Fr.FromUInt64(value);
            if (field.Bits > MachineShape.RangeBits)
            {
                inputs[Input(field.Name) + ".low"] = Fr.FromUInt64(value & ((1UL << 48) - 1));
                inputs[Input(field.Name) + ".high"] = Fr.FromUInt64(value >> 48);
            }

            return value;
        }

        public Fr Element(in ElementField field, in Fr value)
        {
            inputs[Input(field.Name)] = value;
            return value;
        }

        public EthereumAddress Address(string name, int lane, EthereumAddress value)
        {
            inputs[Input(name)] = ElementOf(value);
            return value;
        }
    }
}
