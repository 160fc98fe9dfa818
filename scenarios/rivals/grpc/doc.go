// Package grpc has the buffers of grpc-go as rivals of the model in ReceiveBuffer.
package grpc
