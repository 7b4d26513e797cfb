using ZkRollup.Crypto.Fields;
using ZkRollup.Crypto.Signatures;
using ZkRollup.Protocol.Encoding;
using ZkRollup.Protocol.Transactions;

namespace ZkRollup.Protocol.Tests.Encoding;

internal enum ShapeKind
{
    Integer,
    Element,
    Packed,
    Address,
}

/// <summary>A field as a transaction describes it.</summary>
internal sealed record FieldShape(
    ShapeKind Kind, string Name, int Lane, int Bits, int Bytes, ulong Min = 0, ulong Max = 0, FieldForm Form = FieldForm.Text)
{
    internal static FieldShape[] Of<T>()
        where T : struct, ITransaction<T>
    {
        Collector collector = new([]);
        _ = T.Visit(ref collector, default);
        return [.. collector.Shapes];
    }

    private readonly struct Collector(List<FieldShape> shapes) : IFieldVisitor
    {
        internal List<FieldShape> Shapes => shapes;

        public ulong Integer(in IntegerField field, ulong value)
        {
            shapes.Add(new(ShapeKind.Integer, field.Name, field.Lane, field.Bits, field.ByteLength, field.Min, field.Max, field.Form));
            return field.Min;
        }

        public Fr Element(in ElementField field, in Fr value)
        {
            ShapeKind kind = field.IsPacked ? ShapeKind.Packed : ShapeKind.Element;
            shapes.Add(new(kind, field.Name, field.Lane, field.IsPacked ? 252 : 255, Fr.ByteLength));
            return default;
        }

        public EthereumAddress Address(string name, int lane, EthereumAddress value)
        {
            shapes.Add(new(ShapeKind.Address, name, lane, 160, EthereumAddress.Bytes));
            return default;
        }
    }
}
